/** What the JVMs of trials share, made once a run: a folder, JNA's library, a class archive. */
package io.aiorevisited.harness.forks;
