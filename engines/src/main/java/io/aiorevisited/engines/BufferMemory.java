package io.aiorevisited.engines;

/**
 * The memory that an engine's buffers lie in.
 *
 * @param pages asked for
 * @param address of the first byte, a multiple of 2 MiB
 * @param bytes size, a multiple of 2 MiB
 */
public record BufferMemory(BufferPages pages, long address, long bytes) {}
