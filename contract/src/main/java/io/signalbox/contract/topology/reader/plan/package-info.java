/** Reads plans: stages, steps and what each kind of step needs. */
@NullMarked
package io.signalbox.contract.topology.reader.plan;

import org.jspecify.annotations.NullMarked;
