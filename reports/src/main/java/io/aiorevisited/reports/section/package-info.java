/**
 * The parts of a page, in the order of the page: each works out one section, in words and figures.
 */
package io.aiorevisited.reports.section;
