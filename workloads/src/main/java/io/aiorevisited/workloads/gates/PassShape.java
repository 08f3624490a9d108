package io.aiorevisited.workloads.gates;

import io.aiorevisited.engines.IoOperation;

/**
 * What the gates have to know of a pass.
 *
 * @param operation direction
 * @param sizeBytes bytes that it moves
 * @param requests requests that it makes
 * @param depth most requests in flight
 */
public record PassShape(IoOperation operation, long sizeBytes, long requests, int depth) {}
