/** Where the CPU goes: stacks of a profile, each put into one layer. */
package io.aiorevisited.analysis.profile;
