/**
 * Programs of others that can be measured beside our engines: which there are, what they can do.
 */
package io.aiorevisited.harness.peers;
