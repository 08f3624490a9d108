/** What a pass cost and where the time went: the CPU ledger, and profiles. */
package io.aiorevisited.harness.profilers;
