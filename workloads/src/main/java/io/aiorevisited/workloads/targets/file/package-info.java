/**
 * Files as targets: scratch files, which the harness makes, marks and removes, and files that are
 * there.
 */
package io.aiorevisited.workloads.targets.file;
