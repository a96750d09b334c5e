/** Reads a topology from YAML, or from environment variables, and reports all problems at once. */
@NullMarked
package io.signalbox.contract.topology.reader;

import org.jspecify.annotations.NullMarked;
