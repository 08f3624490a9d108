/** What engines are built from: request slots, blocking transfers, closing in order. */
package io.aiorevisited.engines.parts;
