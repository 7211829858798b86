import { connectToHost } from './host/connect.ts'
import { startWindow } from './shell/startWindow.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/docking.css'

startWindow('#app', onState => connectToHost(window, onState))
