/** The ways of submitting block I/O that are compared, behind one contract. */
package io.aiorevisited.engines;
