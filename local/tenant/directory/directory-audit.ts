/** A line of the directory's audit log. https://learn.microsoft.com/graph/api/resources/directoryaudit */
export interface DirectoryAudit {
  id: string;
  category: string;
  activityDisplayName: string;
  /** ISO 8601. */
  activityDateTime: string;
  loggedByService: string;
  result: 'success' | 'failure';
  initiatedBy: {
    user: { id: string; displayName: null; userPrincipalName: string } | null;
    app: { displayName: string; servicePrincipalId: string } | null;
  };
  targetResources: {
    displayName: string;
    type: string;
    modifiedProperties: { displayName: string; oldValue: string | null; newValue: string | null }[];
  }[];
}
