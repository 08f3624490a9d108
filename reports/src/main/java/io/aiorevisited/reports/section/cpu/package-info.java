/** The parts of a page that tell what CPU time was spent, by whom and where. */
package io.aiorevisited.reports.section.cpu;
