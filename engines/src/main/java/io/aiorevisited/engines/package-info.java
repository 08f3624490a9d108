/**
 * What every engine and every caller of one share: the contract, requests, files, buffers,
 * receipts. The engines themselves are in packages of their own, and {@code catalog} opens them by
 * name.
 */
package io.aiorevisited.engines;
