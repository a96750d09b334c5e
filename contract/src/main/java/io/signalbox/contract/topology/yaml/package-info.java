/** A place in a YAML file, with typed values and problems that name file, line and path. */
@NullMarked
package io.signalbox.contract.topology.yaml;

import org.jspecify.annotations.NullMarked;
