/**
 * Linux as the engines see it: system calls behind one seam, memory and layouts that the kernel
 * reads, descriptors that wake a poll loop. The only package that knows how calls are bound.
 */
package io.aiorevisited.engines.linux;
