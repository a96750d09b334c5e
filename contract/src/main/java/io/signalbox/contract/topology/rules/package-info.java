/** Values computed from a topology: loads, sizes, lone votes. */
@NullMarked
package io.signalbox.contract.topology.rules;

import org.jspecify.annotations.NullMarked;
