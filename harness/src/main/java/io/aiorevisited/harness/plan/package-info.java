/** What is to be measured, and in which order; touches nothing. */
package io.aiorevisited.harness.plan;
