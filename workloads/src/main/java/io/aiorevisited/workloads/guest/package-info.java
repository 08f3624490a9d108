/** The program that runs inside a guest, and the lines by which host and guest speak. */
package io.aiorevisited.workloads.guest;
