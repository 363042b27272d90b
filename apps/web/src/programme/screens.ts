// One file for the screens on which a programme is planned: each file of its own is a line of the first page.
export { CaseloadScreen } from '../caseload/caseload-screen';
export { EnrollScreen } from '../enrollment/enroll-screen';
export { EnrollmentScreen } from '../enrollment/enrollment-screen';
export { GroupScreen } from '../groups/group-screen';
export { GroupsScreen } from '../groups/groups-screen';
export { RequestsScreen } from '../requests/requests-screen';
export { StaffScreen } from '../staff/staff-screen';
export { TracksScreen } from '../tracks/tracks-screen';
export { SettingsScreen } from './settings-screen';
