/** The command line: one class a subcommand, and every word of it read once. */
package io.aiorevisited.harness.command;
