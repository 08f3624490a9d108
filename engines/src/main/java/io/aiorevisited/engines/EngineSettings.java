package io.aiorevisited.engines;

import io.aiorevisited.engines.linux.LinuxSyscalls;

/**
 * What an engine is opened with.
 *
 * @param syscalls by which it calls Linux
 * @param file it reads and writes, open until the engine is closed
 * @param depth number of request slots, at least 1
 * @param maxRequestBytes longest transfer of a request, at least 1
 * @param pages that the buffers are to lie in
 * @param placement where threads run, closed after the engine
 * @param programs where those are looked for that the engine starts
 */
public record EngineSettings(
    LinuxSyscalls syscalls,
    IoFile file,
    int depth,
    int maxRequestBytes,
    BufferPages pages,
    ThreadPlacement placement,
    InstalledPrograms programs) {}
