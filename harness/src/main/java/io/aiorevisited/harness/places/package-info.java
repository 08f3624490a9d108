/** Where runs are kept and where their targets lie, each looked at before it is touched. */
package io.aiorevisited.harness.places;
