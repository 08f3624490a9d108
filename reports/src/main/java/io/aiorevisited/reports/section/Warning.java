package io.aiorevisited.reports.section;

import java.util.List;

/**
 * Something that a reader must know before trusting a figure; one a kind.
 *
 * @param seen what was seen, with how often
 * @param cause what likely caused it
 * @param next what to do next
 * @param details each single case, where there are several
 */
public record Warning(String seen, String cause, String next, List<String> details) {}
