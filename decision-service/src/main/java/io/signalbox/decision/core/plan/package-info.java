/** Plans: how they are made, which commands carry them out, and how they end. */
@NullMarked
package io.signalbox.decision.core.plan;

import org.jspecify.annotations.NullMarked;
