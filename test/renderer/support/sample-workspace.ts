import type { WorkspaceView } from '../../../core/api/views'
import { newSettings } from '../../../core/domain/settings'
import { HOUR, MINUTE, toInstant } from '../../../core/domain/time'
import { EVENT_TYPE, OPERATOR_ZONE } from './sample-data'

export function aWorkspace(now: number): WorkspaceView {
  const settings = newSettings(OPERATOR_ZONE)
  return {
    settings: {
      ...settings,
      workspaceName: 'Harbor Sales',
      sample: true,
      calendly: { enabled: true, eventLink: 'https://calendly.com/robin-hale/intro-call', directLink: '' },
    },
    connections: {
      calendly: {
        id: 'calendly',
        health: 'ok',
        message: '',
        missingPermissions: [],
        account: {
          id: 'https://api.calendly.com/users/ROBIN',
          name: 'Robin Hale',
          email: 'robin@example.com',
          organization: null,
        },
        targets: [
          {
            resolvedFrom: 'https://calendly.com/robin-hale/intro-call',
            accountId: 'https://api.calendly.com/users/ROBIN',
            target: {
              provider: 'calendly',
              id: EVENT_TYPE,
              name: 'Intro call',
              minutes: 30,
              publicUrl: 'https://calendly.com/robin-hale/intro-call',
              requiredQuestions: [],
              cannotBook: null,
            },
          },
        ],
        directLinkProblem: null,
        subscription: null,
        subscriptionCheck: null,
        checkedAt: toInstant(now - 3 * HOUR),
      },
      ghl: {
        id: 'ghl',
        health: 'untested',
        message: '',
        missingPermissions: [],
        account: null,
        targets: [],
        directLinkProblem: null,
        subscription: null,
        subscriptionCheck: null,
        checkedAt: null,
      },
    },
    secrets: {
      'calendly.token': true,
      'ghl.token': false,
      'ngrok.authtoken': false,
      'cloudflared.token': false,
    },
    protection: 'keychain',
    isNew: false,
    tasks: [],
    budget: { leftThisMinute: 10, leftThisHour: 48, leftToday: 91 },
    reconcile: { calendly: null, ghl: null },
    receiver: {
      url: 'http://127.0.0.1:4180/webhooks',
      refused: 3,
      lastDeliveryAt: toInstant(now - 12 * MINUTE),
    },
    tunnel: {
      kind: 'fixed',
      state: 'off',
      url: null,
      why: null,
      retryAt: null,
      probe: null,
      probing: false,
    },
    openingReports: [],
    notices: [],
  }
}
