/** The stacks of examples/cafe-orders. */
@NullMarked
package io.signalbox.infra.cafe;

import org.jspecify.annotations.NullMarked;
