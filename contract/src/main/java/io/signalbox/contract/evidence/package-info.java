/** What vantages measure, and the verdicts that follow from it. */
@NullMarked
package io.signalbox.contract.evidence;

import org.jspecify.annotations.NullMarked;
