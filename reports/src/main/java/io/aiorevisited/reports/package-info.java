/** What a person reads: the HTML report and the terminal's tables. */
package io.aiorevisited.reports;
