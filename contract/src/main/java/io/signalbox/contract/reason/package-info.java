/** Why something changed or did not: every code with what it means, what follows and what a person should do. */
@NullMarked
package io.signalbox.contract.reason;

import org.jspecify.annotations.NullMarked;
