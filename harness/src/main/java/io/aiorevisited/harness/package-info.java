/** The front door: reads the command line, plans, runs trials in forked JVMs, keeps the record. */
package io.aiorevisited.harness;
