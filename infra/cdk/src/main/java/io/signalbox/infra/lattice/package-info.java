/** The stacks of examples/vpc-lattice. */
@NullMarked
package io.signalbox.infra.lattice;

import org.jspecify.annotations.NullMarked;
