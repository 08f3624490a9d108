/** What a trial had beside our own JVM: a program of others, QEMU's daemon, a guest. */
package io.aiorevisited.analysis.record.programs;
