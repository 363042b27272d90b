/** Both calendars come as one: each has the same parts. */
export { CalendarScreen } from './calendar-screen';
export { MyCalendarScreen } from './my-calendar-screen';
