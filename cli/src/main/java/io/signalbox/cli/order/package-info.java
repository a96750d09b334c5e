/** Commands that give an order to decision-service. */
@NullMarked
package io.signalbox.cli.order;

import org.jspecify.annotations.NullMarked;
