/** Reads a topology from YAML, or from environment variables, and says all that is wrong with it at once. */
@NullMarked
package io.signalbox.contract.topology.reader;

import org.jspecify.annotations.NullMarked;
