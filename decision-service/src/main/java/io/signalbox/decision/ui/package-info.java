/** The dashboard: static pages that get all data from the REST interface. */
@NullMarked
package io.signalbox.decision.ui;

import org.jspecify.annotations.NullMarked;
