/** The AWS permissions and APIs that plans need, and their regions. */
@NullMarked
package io.signalbox.contract.topology.needs;

import org.jspecify.annotations.NullMarked;
