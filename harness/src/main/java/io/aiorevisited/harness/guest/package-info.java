/**
 * A virtual machine of QEMU's in which our own reader runs: what it is made of, how it boots, what
 * it is told and what it tells.
 */
package io.aiorevisited.harness.guest;
