/** What was measured and claimed in 2009, as data. */
package io.aiorevisited.analysis.claims;
