/** Measurements of vantages and the verdicts derived from them. */
@NullMarked
package io.signalbox.contract.evidence;

import org.jspecify.annotations.NullMarked;
