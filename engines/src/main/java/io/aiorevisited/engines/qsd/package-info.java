/** QEMU's own block layer: its storage daemon, reached through a virtqueue in shared memory. */
package io.aiorevisited.engines.qsd;
