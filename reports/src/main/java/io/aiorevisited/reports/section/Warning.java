package io.aiorevisited.reports.section;

/**
 * Something that a reader must know before trusting a figure.
 *
 * @param seen what was seen
 * @param cause what likely caused it
 * @param next what to do next
 */
public record Warning(String seen, String cause, String next) {}
