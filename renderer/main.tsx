import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { findClient } from './api'
import { App } from './app'
import { createConsole } from './state/console'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')

createRoot(root).render(
  <StrictMode>
    <App console={createConsole(findClient())} />
  </StrictMode>,
)
