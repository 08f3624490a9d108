/** Engines on the JDK's own channels: what a Java developer would write. */
package io.aiorevisited.engines.jdk;
