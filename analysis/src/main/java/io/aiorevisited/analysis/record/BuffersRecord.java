package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * The memory that a trial's buffers lay in. A direct request needs a segment for each run of
 * physically contiguous pages, so that scattered small pages cost more than huge ones.
 *
 * @param asked {@code huge} or {@code small}
 * @param bytes size of the mapping
 * @param hugeBytes bytes of it that the kernel had put into huge pages
 */
public record BuffersRecord(String asked, long bytes, long hugeBytes) implements Serializable {}
