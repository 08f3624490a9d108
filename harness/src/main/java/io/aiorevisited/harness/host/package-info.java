/** The machine that is measured, as /proc and /sys describe it. */
package io.aiorevisited.harness.host;
