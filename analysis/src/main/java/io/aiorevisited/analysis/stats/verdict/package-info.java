/** What a comparison came to: the rule, the family it belongs to, and the figures behind it. */
package io.aiorevisited.analysis.stats.verdict;
