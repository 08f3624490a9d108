/** How numbers and lines of text are written, everywhere in the same way. */
package io.aiorevisited.reports.text;
