/** The engines that can be chosen, and what each is like. */
package io.aiorevisited.engines.catalog;
