/** Notices to people and their tools about events of a service, independent of plans. */
@NullMarked
package io.signalbox.contract.notice;

import org.jspecify.annotations.NullMarked;
