/** Selection of the site that should have the traffic: eligibility, damping and failback. */
@NullMarked
package io.signalbox.decision.core.select;

import org.jspecify.annotations.NullMarked;
