/** What only a browser can tell of a page: what is cut off, overlaps or lies outside its box. */
package io.aiorevisited.reports.browser;
